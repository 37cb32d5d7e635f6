# A mail server that keeps what it takes as lines "ADDRESS SHA256" in a file, and fails in
# the ways that are named behind its certificate, each time another, at every so many mails:
#   server.py CERTIFICATE KEY KEPT EVERY [WAY…]
# It listens where it writes to, with TLS from the beginning where TLS=1 stands in the
# environment, without any where PLAIN=1 does.
import asyncio, hashlib, os, ssl, sys
from aiosmtpd.smtp import SMTP, AuthResult

certificate, key, kept, every, ways = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4]), sys.argv[5:]
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(certificate, key)
count = 0


class Handler:
    def way(self, envelope):
        return getattr(envelope, "way", "")

    async def handle_RCPT(self, server, session, envelope, address, options):
        global count
        count += 1
        envelope.way = ways[count // every % len(ways)] if ways and count % every == 0 else ""
        if envelope.way == "put-off":
            return "451 4.3.2 come back later"
        if envelope.way == "refuse":
            return "550 5.1.1 nobody of that name"
        if envelope.way == "drop":
            server.transport.abort()
        if envelope.way == "delay":
            await asyncio.sleep(2)
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 fine"

    async def handle_DATA(self, server, session, envelope):
        if envelope.way == "put-off-whole":
            return "452 4.3.1 the disk is full"
        with open(kept, "a") as f:
            f.write(envelope.rcpt_tos[0] + " " + hashlib.sha256(envelope.content).hexdigest() + "\n")
        if envelope.way == "drop-taken":
            server.transport.abort()
        if envelope.way == "delay-taken":
            await asyncio.sleep(2)
        return "250 2.0.0 taken"


def authenticate(server, session, envelope, mechanism, data):
    return AuthResult(success=data.login == b"letter" and data.password == b"correct horse")


def smtp():
    if os.environ.get("PLAIN"):
        return SMTP(Handler())
    if os.environ.get("TLS"):
        return SMTP(Handler(), authenticator=authenticate, auth_required=True, auth_require_tls=False)
    return SMTP(Handler(), tls_context=context, require_starttls=True, authenticator=authenticate, auth_required=True)


async def main():
    secure = context if os.environ.get("TLS") else None
    server = await asyncio.get_running_loop().create_server(smtp, "127.0.0.1", 0, ssl=secure)
    print(server.sockets[0].getsockname()[1], flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)  # until whoever started it ends


asyncio.run(main())
