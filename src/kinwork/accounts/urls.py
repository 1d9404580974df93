"""Addresses of signing in. The names beginning with account_ and mfa_ are those by which allauth finds them."""

from django.urls import path

from . import demo_sign_in, handed_over, home_address, my_account, people, rules, second_factor, sign_in

urlpatterns = [
    path("sign-in/", sign_in.sign_in, name="account_login"),
    path("sign-in/demo/<id:user_id>/", demo_sign_in.sign_in_as, name="demo_sign_in"),
    path("sign-in/code/", second_factor.ask, name="mfa_authenticate"),
    path("sign-in/with/<slug:provider_id>/", sign_in.openid_sign_in, name="openid_connect_login"),
    path("sign-in/with/<slug:provider_id>/back/", sign_in.openid_back, name="openid_connect_callback"),
    path("sign-in/cancelled/", sign_in.back_to_sign_in, name="socialaccount_login_cancelled"),
    path("sign-in/error/", sign_in.back_to_sign_in, name="socialaccount_login_error"),
    path("sign-in/unknown/", sign_in.back_to_sign_in, name="socialaccount_signup"),
    path("sign-in/inactive/", sign_in.back_to_sign_in, name="account_inactive"),
    path("sign-in/forgotten/", my_account.forgotten, name="account_reset_password"),
    path("sign-in/no/", sign_in.back_to_sign_in, name="account_signup"),
    path("set-password/<slug:uidb64>/<slug:token>/", my_account.set_password, name="set_password"),
    path("sign-out/", sign_in.sign_out, name="account_logout"),
    path("tablet/back/", handed_over.take_back, name="take_back"),
    path("tablet/back/passkey/", handed_over.take_back_by_passkey, name="take_back_by_passkey"),
    path("stay/", my_account.stay, name="stay"),
    path("my-account/", my_account.my_account, name="my_account"),
    path("my-account/", my_account.my_account, name="mfa_index"),
    path("my-account/home/", home_address.my_home, name="my_home"),
    path("my-account/password/", my_account.change_password, name="account_change_password"),
    path("my-account/sign-out-everywhere/", my_account.sign_out_everywhere, name="sign_out_everywhere"),
    path("my-account/confirm/", sign_in.confirm_it_is_you, name="account_reauthenticate"),
    path("my-account/confirm/code/", second_factor.ask_again, name="mfa_reauthenticate"),
    path("my-account/confirm/passkey/", second_factor.ask_passkey_again, name="mfa_reauthenticate_webauthn"),
    path("my-account/app/", second_factor.add_app, name="mfa_activate_totp"),
    path("my-account/app/remove/", second_factor.remove_app, name="mfa_deactivate_totp"),
    path("my-account/passkeys/", my_account.my_account, name="mfa_list_webauthn"),
    path("my-account/passkeys/add/", second_factor.add_passkey, name="mfa_add_webauthn"),
    path("my-account/passkeys/<id:pk>/remove/", second_factor.remove_passkey, name="mfa_remove_webauthn"),
    path("my-account/codes/", second_factor.codes, name="mfa_view_recovery_codes"),
    path("my-account/codes/new/", second_factor.new_codes, name="mfa_generate_recovery_codes"),
    path("rules/", rules.rules, name="rules"),
    path("accounts/", people.accounts, name="accounts"),
    path("accounts/invite/", people.invite, name="invite"),
    path("accounts/<id:user_id>/<slug:verb>/", people.change, name="change_account"),
]
