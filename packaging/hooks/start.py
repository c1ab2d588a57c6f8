"""Where the frozen program begins."""

import sys

from reader.cli import main

sys.exit(main())
