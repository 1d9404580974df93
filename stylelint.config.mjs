/** @type {import("stylelint").Config} */
export default {
  extends: "stylelint-config-standard-scss",
  reportDescriptionlessDisables: true,
  reportNeedlessDisables: true,
  rules: {
    // Block, element, modifier, as in GOV.UK Frontend: kw-card__title, kw-button--quiet.
    "selector-class-pattern": [
      "^[a-z][a-z0-9]*(-[a-z0-9]+)*(__[a-z0-9]+(-[a-z0-9]+)*)?(--[a-z0-9]+(-[a-z0-9]+)*)?$",
      { resolveNestedSelectors: true, message: (name) => `Expected ${name} to be block__element--modifier` },
    ],
    // Safari on a telephone enlarges text without it, and knows it by no other name.
    "property-no-vendor-prefix": [true, { ignoreProperties: ["/text-size-adjust$/"] }],
  },
};
