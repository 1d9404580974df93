from django.apps import AppConfig


class ChildrenConfig(AppConfig):
    name = "kinwork.children"
    label = "children"
