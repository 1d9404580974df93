"""What other systems export, brought into the record: looked at first, brought in, brought in again, taken back."""
