"""What a document is made of, as data: layouts (a YAML file each), and blocks that become page, paper and Word."""
