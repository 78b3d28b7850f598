namespace SocketLab.Web.Tests.Support;

/// <summary>A folder that goes when the test does.</summary>
internal sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("socketlab-web-").FullName;

    public string Database => System.IO.Path.Combine(Path, "workspace.db");

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
