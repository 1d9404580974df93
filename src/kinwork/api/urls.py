from django.urls import path

from . import views
from .answers import addresses

urlpatterns = [
    path("authority/systems/", views.partner_systems, name="partner_systems"),
    path("authority/systems/numbers/", views.numbers_to_call_said, name="numbers_to_call"),
    path("authority/systems/<id:pk>/", views.partner_system, name="partner_system"),
    path("authority/systems/<id:pk>/agreed/", views.agree_system, name="agree_system"),
    path("authority/systems/<id:pk>/switch/", views.switch_system, name="switch_system"),
    path("authority/systems/<id:pk>/tokens/", views.issue_token, name="issue_token"),
    path("authority/systems/<id:pk>/tokens/<id:token_id>/revoke/", views.revoke_token, name="revoke_token"),
    *addresses,
]
