"""The running Excel, through xlwings."""
