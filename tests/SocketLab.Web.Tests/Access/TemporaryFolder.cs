namespace SocketLab.Web.Tests.Access;

/// <summary>A data directory that goes when the test does.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private static readonly TemporaryFolder ForAll = new();

    static TemporaryFolder() => AppDomain.CurrentDomain.ProcessExit += (_, _) => ForAll.Dispose();

    /// <summary>For tests that do not look at what is kept.</summary>
    public static string Shared => ForAll.Path;

    public string Path { get; } = Directory.CreateTempSubdirectory("socketlab-access-").FullName;

    public void Dispose()
    {
        if (Directory.Exists(Path)) Directory.Delete(Path, recursive: true);
    }
}
