"""What stays true when processes are killed, disks are full and connections drop."""
