"""A mail server on loopback that keeps what it takes as files: smtp_sink.py PORT FOLDER. It refuses as the address says."""
import asyncio
import pathlib
import sys
import uuid

from aiosmtpd.controller import Controller

ANSWERS = {
    "nobody": "550 5.1.1 No such mailbox",
    "relay": "554 5.7.1 Relay access denied",
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
        name = uuid.uuid4().hex
        unfinished = self.folder / (name + ".part")
        unfinished.write_bytes(b"\n".join(a.encode() for a in envelope.rcpt_tos) + b"\n\n" + envelope.content)
        unfinished.rename(self.folder / (name + ".mail"))
        return "250 OK"


controller = Controller(Sink(pathlib.Path(sys.argv[2])), hostname="127.0.0.1", port=int(sys.argv[1]))
controller.start()
print("listening", flush=True)
asyncio.new_event_loop().run_forever()
