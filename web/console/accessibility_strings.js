/** The words of the link to the accessibility statement. */
export const ACCESSIBILITY = { link: "Accessibilité", page: "/accessibilite" };
