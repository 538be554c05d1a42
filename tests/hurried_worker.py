"""A worker for whom time passes faster: `python -m tests.hurried_worker EPOCH MOMENT SPEED`.

At the time.time() of EPOCH it was MOMENT; since then SPEED seconds have passed in each.
"""

import sys
import time
from datetime import datetime, timedelta
from threading import Event

from revalidation.worker import keep_working

if __name__ == "__main__":
    epoch, moment, speed = float(sys.argv[1]), datetime.fromisoformat(sys.argv[2]), float(sys.argv[3])
    keep_working(Event(), clock=lambda: moment + timedelta(seconds=(time.time() - epoch) * speed), pause=0.2)
