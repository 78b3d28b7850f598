using System.Net.Sockets;
using System.Text;
using SocketLab.Core.Addresses;
using SocketLab.Core.Faults;

namespace SocketLab.Core.Transport;

/// <summary>Where Unix domain sockets may lie: in a folder of our own, and where the operator's settings say.</summary>
/// <param name="own">Our own folder, absolute; made when it is first needed. Null: Unix sockets cannot be used.</param>
/// <param name="further">Other folders, absolute.</param>
public sealed class UnixFolders(string? own, IEnumerable<string> further)
{
    private readonly string[] _further = [.. further];

    /// <summary>No folder at all.</summary>
    public static UnixFolders None { get; } = new(null, []);

    /// <summary>
    /// The socket that <paramref name="address"/> means: a name in our own folder, or an absolute path in one of the others.
    /// </summary>
    /// <exception cref="NetworkException">It lies elsewhere, is too long, or this system has no such sockets.</exception>
    public UnixAddress Resolve(string address)
    {
        if (own is null || !Socket.OSSupportsUnixDomainSockets)
        {
            throw Refused(address, "there are no Unix sockets here", "Use an IP address.");
        }

        if (UnixAddress.ProblemOf(address) is { } problem)
        {
            throw Refused(address, "it is no path of a socket", problem);
        }

        try
        {
            Prepare(own);
            return Resolve(address, own);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Refused(address, $"its folder cannot be used: {error.Message}", "Choose another folder, or fix that one.");
        }
    }

    private UnixAddress Resolve(string address, string own)
    {
        var named = Path.Combine(own, address[UnixAddress.Scheme.Length..]);
        var path = Path.Combine(Real(Path.GetDirectoryName(named)!), Path.GetFileName(named));
        if (!_further.Prepend(own).Any(folder => IsInside(path, Real(folder))))
        {
            throw Refused(
                address,
                "it lies outside of the folders for sockets",
                "Use a name without a folder, such as unix:lab.sock, or have the folder added to the server's settings "
                    + "(SocketLab:UnixSockets:Folders)."
            );
        }

        if (new FileInfo(path).LinkTarget is not null)
        {
            throw Refused(address, "it is a symbolic link", "Name the socket itself.");
        }

        var bytes = Encoding.UTF8.GetByteCount(path);
        return bytes <= UnixAddress.LongestPath
            ? Describe(path)
            : throw Refused(
                address,
                $"its whole path, {path}, has {bytes} bytes, and the system takes {UnixAddress.LongestPath}",
                "Use a shorter name, or a data directory with a shorter path."
            );
    }

    /// <summary>
    /// The address of a socket by the path that it was bound with, as people would write it. Without a path: a socket that has no name.
    /// </summary>
    /// <remarks>
    /// A relative path is one of the folder that its program was in when it bound, which nobody can tell: it must not be taken for a name
    /// in
    /// our own folder, and <c>unix:./</c> is an address that <see cref="Resolve(string)"/> refuses. So is an abstract name, with its at
    /// sign.
    /// </remarks>
    public UnixAddress Describe(string path) =>
        own is not null && IsInside(path, Real(own)) ? new(Path.GetRelativePath(Real(own), path), path)
        : path is "" or ['/' or '@', ..] || Path.IsPathRooted(path) ? new(path, path)
        : new($"./{path}", path);

    /// <summary>Whether it lies in our own folder, where a socket that nobody listens on is a left-over.</summary>
    internal bool IsOwn(UnixAddress address) => own is not null && IsInside(address.Path, Real(own));

    private static NetworkException Refused(string address, string why, string hint) => new(UnixFaults.Refused(address, why, hint));

    private static bool IsInside(string path, string folder) =>
        path.StartsWith(folder.EndsWith('/') ? folder : folder + "/", StringComparison.Ordinal);

    private static void Prepare(string folder)
    {
        if (!OperatingSystem.IsWindows() && !Directory.Exists(folder))
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    /// <summary>The folder with every symbolic link on the way resolved, as realpath(3) does.</summary>
    private static string Real(string folder)
    {
        var path = Path.GetPathRoot(folder)!;
        foreach (var part in folder[path.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            path = Path.Combine(path, part);
            var directory = new DirectoryInfo(path);
            if (directory.LinkTarget is not null && directory.ResolveLinkTarget(returnFinalTarget: true) is { } target)
            {
                path = Real(target.FullName);
            }
        }

        return path;
    }
}
