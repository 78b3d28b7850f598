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

    [Fact]
    public void Rooms_import_without_a_circle() => Rooms.AssertNoCircle(Built, "SocketLab.Core");

    [Fact]
    public void A_circle_is_found_also_where_it_leads_through_a_part_of_a_room()
    {
        var here = new ArchLoader().LoadAssemblies(typeof(ArchitectureTests).Assembly).Build();
        var error = Assert.ThrowsAny<Xunit.Sdk.XunitException>(() =>
            Rooms.AssertNoCircle(here, "SocketLab.Core.Tests.Architecture.Circle")
        );
        Assert.Contains("Lower -> Upper (Ground uses Roof)", error.Message, StringComparison.Ordinal);
        Assert.Contains("Upper -> Lower (Roof uses Ground)", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Garden", error.Message, StringComparison.Ordinal);
    }

    private static IType[] UsersOf(string fullName) =>
        [
            .. Built.Types.Where(type =>
                type.FullName.StartsWith("SocketLab.", StringComparison.Ordinal)
                && type.Dependencies.Any(dependency => dependency.Target.FullName == fullName)
            ),
        ];
}
