using System.Reflection;

namespace SocketLab.Core.Tests;

public sealed class Placeholder
{
    [Fact]
    public void Core_knows_no_ASPNET()
    {
        var references = Assembly.Load("SocketLab.Core").GetReferencedAssemblies();
        Assert.DoesNotContain(references, r => r.Name!.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal));
    }
}
