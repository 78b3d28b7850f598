using System.Security.Claims;
using SocketLab.Web.Access;
using SocketLab.Web.Commands;

namespace SocketLab.Web.Tests.Components;

/// <summary>People with a right.</summary>
internal static class Callers
{
    public static Caller Operator { get; } =
        Caller.Of(new ClaimsPrincipal(new ClaimsIdentity([new(ClaimTypes.Role, Roles.Operator)], "test")));

    public static Caller Viewer { get; } = Caller.Of(null);
}
