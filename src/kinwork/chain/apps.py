from django.apps import AppConfig


class ChainConfig(AppConfig):
    name = "kinwork.chain"
    label = "chain"
