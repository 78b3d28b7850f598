using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;

namespace SocketLab.Web.Access;

/// <summary>The rights that this server gives, each with what it rests on and what ends it.</summary>
internal sealed class AccessRights(AccessGate gate, AccessTokens tokens, EndedLogins ended, TimeProvider time)
{
    /// <summary>Everybody's while the server is open; it ends when a token comes to be required.</summary>
    public ClaimsPrincipal OfAnybody() =>
        new AccessPrincipal(AccessIdentity.Create(Roles.Operator, AccessSchemes.Token), "open", () => gate.State == AccessState.Open);

    /// <summary>Of who presents a token with each request. It lasts as long as the token, which is as long as the server runs.</summary>
    public static ClaimsPrincipal OfToken(string role) =>
        new AccessPrincipal(AccessIdentity.Create(role, AccessSchemes.Token), $"token {role}", static () => true);

    /// <summary>What a new login's cookie says.</summary>
    public ClaimsPrincipal NewLogin(string role) =>
        new(
            AccessIdentity.Create(
                role,
                AccessSchemes.Cookie,
                new Claim(AccessIdentity.StampClaim, tokens.StampOf(role) ?? ""),
                new Claim(AccessIdentity.LoginClaim, LoginId.New(time.GetUtcNow()).ToString())
            )
        );

    /// <summary>Of who has a cookie. It ends with the login, with the cookie's time, and with the token of that login.</summary>
    /// <returns>Null when it has ended.</returns>
    public ClaimsPrincipal? OfCookie(ClaimsPrincipal? cookie, AuthenticationProperties properties)
    {
        var role = AccessIdentity.RoleOf(cookie);
        if (
            cookie?.Identity is not ClaimsIdentity identity
            || tokens.StampOf(role) is not { } stamp
            || cookie.FindFirst(AccessIdentity.StampClaim)?.Value != stamp
            || LoginOf(cookie) is not { } login
        )
        {
            return null;
        }

        var until = properties.ExpiresUtc ?? DateTimeOffset.MinValue;
        var principal = new AccessPrincipal(identity, $"login {login}", () => !ended.Contains(login) && time.GetUtcNow() < until);
        return principal.HasEnded ? null : principal;
    }

    /// <summary>Ends the login behind a cookie, wherever its cookie is kept or copied to.</summary>
    public void End(ClaimsPrincipal? cookie)
    {
        if (LoginOf(cookie) is { } login)
            ended.Add(login);
    }

    private static LoginId? LoginOf(ClaimsPrincipal? cookie) => LoginId.Parse(cookie?.FindFirst(AccessIdentity.LoginClaim)?.Value);
}
