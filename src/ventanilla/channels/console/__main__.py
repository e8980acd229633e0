import sys

from ventanilla.channels.console.main import main

sys.exit(main())
