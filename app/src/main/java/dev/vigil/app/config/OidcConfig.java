package dev.vigil.app.config;

/** Signing in at an identity provider by OpenID Connect, besides the users of this Vigil. */
public record OidcConfig(
    @Setting(
            optional = true,
            doc =
                "Issuer of an OpenID provider at which people can sign in too, such as"
                    + " https://id.example/realms/hospital, without a slash at its end; empty for"
                    + " none. Its discovery document is looked for at"
                    + " ISSUER/.well-known/openid-configuration.")
        String issuer,
    @Setting(
            value = "vigil",
            doc =
                "Client id of this Vigil there. Its redirect address is"
                    + " LINK/sign-in/oidc/callback, with channels.link, or else where the server"
                    + " listens.")
        String clientId,
    @Setting(doc = "Secret of that client; none where PKCE alone is asked for.")
        Secret clientSecret,
    @Setting(value = "openid profile", doc = "Scopes to ask for, with blanks between them.")
        String scopes,
    @Setting(
            value = "preferred_username",
            doc =
                "Claim of the ID token that becomes the person's name in the audit: 1 to 64"
                    + " letters, digits, dots, dashes, underscores or @.")
        String nameClaim,
    @Setting(
            value = "groups",
            doc =
                "Claim whose values stand for roles; one within another is written with dots, such"
                    + " as realm_access.roles.")
        String roleClaim,
    @Setting(
            optional = true,
            doc =
                "What they stand for, VALUE=ROLE with commas between them, such as"
                    + " ward-nurses=clinician, it=admin; empty where the values are the roles'"
                    + " names: clinician, scientist, admin, auditor. Who has no role can't come"
                    + " in.")
        String roles,
    @Setting(
            optional = true,
            doc =
                "Claim whose values stand for the wards whose patients somebody sees; empty: all"
                    + " wards.")
        String wardClaim,
    @Setting(
            optional = true,
            doc =
                "What they stand for, VALUE=WARD with commas between them; * is all wards. Empty"
                    + " where the values are the wards' names.")
        String wards,
    @Setting(
            value = "720",
            min = 5,
            max = 720,
            doc =
                "Minutes after which somebody who came from there signs in there again, and has the"
                    + " roles and wards that it says then.")
        int sessionMinutes) {}
