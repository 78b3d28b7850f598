using ArchUnitNET.Domain;
using ArchUnitNET.Loader;

namespace SocketLab.Web.Tests;

/// <summary>The rooms of the host import downwards only, and so do the folders of what a person sees.</summary>
public sealed class RoomsTests
{
    private static readonly Architecture Built = new ArchLoader().LoadAssemblies(typeof(Program).Assembly).Build();

    [Theory]
    [InlineData("SocketLab.Web")]
    [InlineData("SocketLab.Web.Components")]
    public void Rooms_import_without_a_circle(string root) => Rooms.AssertNoCircle(Built, root);
}
