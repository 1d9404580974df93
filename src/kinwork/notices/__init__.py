"""What has come to somebody, or to those who answer for their unit, since they last looked."""
