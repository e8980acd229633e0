"""`python -m verifiable_log`."""

import sys

from .cli import main

sys.exit(main())
