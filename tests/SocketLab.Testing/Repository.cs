namespace SocketLab.Testing;

/// <summary>The repository that the tests were built from.</summary>
internal static class Repository
{
    /// <summary>Its root: the folder above the test assembly that holds the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The source files under <c>src</c> and <c>tests</c> with one of the extensions, what a build makes left out.</summary>
    /// <param name="extensions">Such as <c>.cs</c>.</param>
    /// <returns>Paths below <see cref="Root"/>, with slashes.</returns>
    public static IEnumerable<string> SourceFiles(params string[] extensions) =>
        from folder in (string[])["src", "tests"]
        from file in Directory.EnumerateFiles(Path.Combine(Root, folder), "*", SearchOption.AllDirectories)
        let path = Path.GetRelativePath(Root, file).Replace(Path.DirectorySeparatorChar, '/')
        where extensions.Contains(Path.GetExtension(path)) && !path.Split('/').Any(IsNoSource)
        orderby path
        select path;

    private static bool IsNoSource(string folder) => folder is "bin" or "obj" or "Migrations";

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "SocketLab.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException($"No SocketLab.sln above {AppContext.BaseDirectory}.");
    }
}
