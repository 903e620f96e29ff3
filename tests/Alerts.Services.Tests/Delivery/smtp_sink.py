"""A mail server on loopback that keeps what it takes as files: smtp_sink.py PORT FOLDER [CERTIFICATE KEY USER PASSWORD]. It refuses as the address says.

While a file named slow is in the folder it takes its time, before it keeps a mail and before it says that it has.

With a certificate it takes mail after STARTTLS and signing in only.
"""
import asyncio
import pathlib
import random
import ssl
import sys
import uuid

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult

ANSWERS = {
    "nobody": "550 5.1.1 No such mailbox",
    "gone": "550 No such user here",
    "relay": "554 5.7.1 Relay access denied",
    "plain": "550 Relaying is not allowed",
    "over": "552 5.2.2 Mailbox is over its size",
    "busy": "450 4.2.1 Mailbox busy",
    "full": "452 4.2.2 Mailbox full",
}


class Sink:
    def __init__(self, folder):
        self.folder = folder

    async def handle_RCPT(self, server, session, envelope, address, rcpt_options):
        answer = ANSWERS.get(address.split("@")[0].split(".")[0])
        if answer:
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        await self.dawdle()
        name = uuid.uuid4().hex
        unfinished = self.folder / (name + ".part")
        unfinished.write_bytes(b"\n".join(a.encode() for a in envelope.rcpt_tos) + b"\n\n" + envelope.content)
        unfinished.rename(self.folder / (name + ".mail"))
        await self.dawdle()
        return "250 OK"

    async def dawdle(self):
        if (self.folder / "slow").exists():
            await asyncio.sleep(random.uniform(0, 0.5))


class AnyCase(SMTP):
    """As other servers do, it knows a mechanism in small letters too."""

    async def smtp_AUTH(self, arg):
        mechanism, _, given = arg.partition(" ")
        await super().smtp_AUTH(f"{mechanism.upper()} {given}".strip())


class Listening(Controller):
    def factory(self):
        return AnyCase(self.handler, **self.SMTP_kwargs)


port, folder, *secured = sys.argv[1:]
wanted = {}
if secured:
    certificate, key, user, password = secured
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(certificate, key)
    login = (user.encode(), password.encode())
    wanted = dict(
        tls_context=tls,
        require_starttls=True,
        auth_required=True,
        authenticator=lambda server, session, envelope, mechanism, given: AuthResult(success=(given.login, given.password) == login),
    )
controller = Listening(Sink(pathlib.Path(folder)), hostname="127.0.0.1", port=int(port), **wanted)
controller.start()
print("listening", flush=True)
asyncio.new_event_loop().run_forever()
