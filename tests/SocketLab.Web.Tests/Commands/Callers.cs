using SocketLab.Web.Access;
using SocketLab.Web.Commands;

namespace SocketLab.Web.Tests.Commands;

/// <summary>Who asks, in tests.</summary>
internal static class Callers
{
    public static Caller Operator { get; } = Caller.Of(new(AccessIdentity.Create(Roles.Operator, "test")));

    public static Caller Viewer { get; } = Caller.Of(new(AccessIdentity.Create(Roles.Viewer, "test")));
}
