using ArchUnitNET.Domain;
using ArchUnitNET.Loader;
using SocketLab.Core.Endpoints;

namespace SocketLab.Core.Tests.Architecture;

/// <summary>Core knows no screen, no HTTP and no database, and only its transports know sockets.</summary>
public sealed class ArchitectureTests
{
    private static readonly System.Reflection.Assembly Core = typeof(Endpoint).Assembly;

    private static readonly ArchUnitNET.Domain.Architecture Built = new ArchLoader()
        .LoadAssemblies(Core, typeof(System.Net.Sockets.Socket).Assembly)
        .Build();

    [Fact]
    public void Core_references_the_framework_and_logging_abstractions_only() =>
        Assert.All(Core.GetReferencedAssemblies(), reference =>
            Assert.True(
                reference.Name!.StartsWith("System.", StringComparison.Ordinal)
                    || reference.Name is "Microsoft.Extensions.Logging.Abstractions" or "Microsoft.Win32.Primitives",
                $"Core references {reference.Name}."
            )
        );

    [Fact]
    public void Only_transports_use_sockets()
    {
        var users = UsersOf("System.Net.Sockets.Socket");
        Assert.NotEmpty(users);
        Assert.All(users, user => Assert.StartsWith("SocketLab.Core.Transport", user.Namespace.FullName, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("SocketLab.Core.Journal", "SocketLab.Core.Transport")]
    [InlineData("SocketLab.Core.Payloads", "SocketLab.Core.Transport")]
    [InlineData("SocketLab.Core.Payloads", "SocketLab.Core.Journal")]
    [InlineData("SocketLab.Core.Payloads", "SocketLab.Core.Endpoints")]
    [InlineData("SocketLab.Core.Faults", "SocketLab.Core.Transport")]
    public void Lower_room_does_not_know_the_upper_one(string lower, string upper)
    {
        var types = Built.Types.Where(type => type.Namespace.FullName == lower).ToArray();
        Assert.NotEmpty(types);
        Assert.DoesNotContain(types.SelectMany(type => type.Dependencies), dependency =>
            dependency.Target.Namespace.FullName.StartsWith(upper, StringComparison.Ordinal)
        );
    }

    private static IType[] UsersOf(string fullName) =>
        [
            .. Built.Types.Where(type =>
                type.FullName.StartsWith("SocketLab.", StringComparison.Ordinal)
                && type.Dependencies.Any(dependency => dependency.Target.FullName == fullName)
            ),
        ];
}
