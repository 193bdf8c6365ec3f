"""What the front takes, and for how long it waits (docs/serving.md says the same in words)."""

from __future__ import annotations

KB, MB = 1024, 1024**2

# A request's head: the line with the address, then the headers.
HEAD_BYTES = 64 * KB
ADDRESS_BYTES = 16 * KB
HEADERS = 100
HEAD_SECONDS = 10.0  # from connecting, or from the first byte on a connection kept open
IDLE_SECONDS = 15.0  # between two requests

# Read of what a client sends at once before it is looked whether a request is whole: some twenty of
# the tiniest. What is behind waits as it came, since a request that was read takes a hundred times
# as much memory, and time.
READ_PIECE = 512

# A body. Above IN_MEMORY it lies in a file.
IN_MEMORY = 256 * KB
FORM_BYTES = 2 * MB
# Without session or token; a form that travels through the sign-in page has some 200 kB.
STRANGER_BYTES = 512 * KB
# What is typed into a page's form, percent-encoded: reading a megabyte of it takes 100 to 200 ms.
TYPED_BYTES = 600 * KB
# Of a body that no lane has answered: what is brought back for the page that says so.
BROUGHT_BACK = TYPED_BYTES
AROUND_A_FILE = MB  # of the form in which it comes
UPLOAD_BYTES = 100 * MB + AROUND_A_FILE
# Chunks of a body without a length: so many may be of any size; all together then have this many
# bytes each on the average. A million chunks of one byte took as long as a thousand pages.
CHUNKS = 500
CHUNK_MEAN = 8
BODY_QUIET_SECONDS = 15.0  # without a byte
BODY_WINDOW_SECONDS = 20.0  # in each of these it must come at BODY_FLOOR on the average
BODY_FLOOR = 8 * KB  # a second; a phone's line does ten times as much
# A second, of all that a worker writes into files: the disk must not hold the loop up.
BODY_PACE = 20 * MB
IN_MESSAGE = 64 * KB  # travels to a lane and back without a file
# All bodies of one worker together; answers that wait for their readers have as much memory again.
# What a touch or a form has; there is room for that whatever others send.
ALWAYS_IN_MEMORY = 32 * KB
BODIES_IN_MEMORY = 32 * MB
BODIES_IN_FILES = 1024 * MB
# Three diaries at once, of one session; or of one address where nobody is signed in.
FILES_OF_ONE = 310 * MB

# An answer that its reader does not take.
READER_QUIET_SECONDS = 20.0
READER_WINDOW_SECONDS = 60.0  # in each of these it must take READER_FLOOR a second on the average
READER_FLOOR = 8 * KB
ANSWERS_IN_FILES = 512 * MB  # of one worker; beyond it whoever reads most slowly is hung up on
SLICE = 64 * KB  # handed to the socket at once

CONNECTIONS = 4000  # a worker; the one that has been idle longest makes room
BACKLOG = 2048

# Jobs of a lane.
JOBS = 200  # of people with a session, a token or a link
JOBS_OF_ONE = 8
JOBS_OF_STRANGERS = 20  # they have nothing there that takes long
SIGN_INS_OF_STRANGERS = 200
SIGN_INS_OF_ADDRESS = 32  # a household
# That a place or an answer is kept for a page that said it would ask again.
PLACE_KEPT_SECONDS = 30.0
LANE_IDLE_SECONDS = 60.0
TASKS_IDLE_SECONDS = 5.0
# A job that takes longer is broken off: what only reads, what writes, what hashes a password.
# One that only reads and that nobody waits for any more is let end if it does so soon.
ABANDONED_SECONDS = 0.5
READ_SECONDS, WRITE_SECONDS, SIGN_IN_SECONDS = 150.0, 900.0, 60.0

# How long a light worker waits for the database's lock, in seconds. Our own writers hold it for a
# tenth of one at most; behind another program that holds it longer, a touch is told to come again,
# and pages that only read do not wait.
DIARY_LOCK_SECONDS = 2.0

# Supervision.
HUNG_AFTER = 30.0  # seconds without a beat of a light worker
END_SECONDS = 10.0  # for what is under way when the server is told to end
