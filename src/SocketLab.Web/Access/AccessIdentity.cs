using System.Security.Claims;

namespace SocketLab.Web.Access;

/// <summary>Nobody has a name here: a caller is a role.</summary>
internal static class AccessIdentity
{
    public const string StampClaim = "socketlab:stamp";

    /// <param name="role">One of <see cref="Roles"/>.</param>
    /// <param name="scheme">How the caller came in.</param>
    /// <param name="stamp">What a cookie remembers of its token.</param>
    public static ClaimsPrincipal Create(string role, string scheme, string? stamp = null)
    {
        // The identifier ties a form's antiforgery token to the role that it was made for.
        List<Claim> claims = [new(ClaimTypes.NameIdentifier, role), new(ClaimTypes.Name, role), new(ClaimTypes.Role, Roles.Viewer)];
        if (role == Roles.Operator)
            claims.Add(new(ClaimTypes.Role, Roles.Operator));
        if (stamp is not null)
            claims.Add(new(StampClaim, stamp));
        return new ClaimsPrincipal(new ClaimsIdentity(claims, scheme));
    }

    public static string? RoleOf(ClaimsPrincipal? user) =>
        user is null ? null
        : user.IsInRole(Roles.Operator) ? Roles.Operator
        : user.IsInRole(Roles.Viewer) ? Roles.Viewer
        : null;
}
