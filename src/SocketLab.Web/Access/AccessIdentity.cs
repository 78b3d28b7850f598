using System.Security.Claims;

namespace SocketLab.Web.Access;

/// <summary>Nobody has a name here: a caller is a role.</summary>
internal static class AccessIdentity
{
    public const string StampClaim = "socketlab:stamp";
    public const string LoginClaim = "socketlab:login";

    /// <param name="role">One of <see cref="Roles"/>.</param>
    /// <param name="scheme">How the caller came in.</param>
    /// <param name="more">What a cookie remembers beside that.</param>
    public static ClaimsIdentity Create(string role, string scheme, params IEnumerable<Claim> more)
    {
        // The identifier ties a form's antiforgery token to the role that it was made for.
        List<Claim> claims =
        [
            new(ClaimTypes.NameIdentifier, role),
            new(ClaimTypes.Name, role),
            new(ClaimTypes.Role, Roles.Viewer),
            .. more,
        ];
        if (role == Roles.Operator)
            claims.Add(new(ClaimTypes.Role, Roles.Operator));
        return new ClaimsIdentity(claims, scheme);
    }

    public static string? RoleOf(ClaimsPrincipal? user) =>
        user is null ? null
        : user.IsInRole(Roles.Operator) ? Roles.Operator
        : user.IsInRole(Roles.Viewer) ? Roles.Viewer
        : null;
}
