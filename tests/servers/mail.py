"""The SMTP server of the tests: delivers to a Maildir; refuses some addresses on purpose.

Usage: mail.py MAILDIR PORTFILE. An address that starts with `reject` is refused for ever (550), one that starts
with `defer` for now (451). The port that was free is written to PORTFILE.
"""

import asyncio
import os
import sys

from aiosmtpd.handlers import Mailbox
from aiosmtpd.smtp import SMTP


class Handler(Mailbox):
    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("reject"):
            return "550 no such mailbox"
        if address.startswith("defer"):
            return "451 try again later"
        envelope.rcpt_tos.append(address)
        return "250 OK"


async def main(maildir, portfile):
    handler = Handler(maildir)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(handler, hostname="test.invalid"), "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    with open(portfile + ".new", "w") as file:
        file.write(str(port))
    os.rename(portfile + ".new", portfile)
    await server.serve_forever()


asyncio.run(main(sys.argv[1], sys.argv[2]))
