using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SocketLab.Core.Addresses;

/// <summary>The address of a Unix domain socket (unix(7)): a file, written <c>unix:PATH</c>. It has no port.</summary>
/// <remarks>The name is what people wrote; the path is the file that it stands for on this machine, symbolic links resolved.</remarks>
public sealed class UnixAddress(string name, string path) : EndPoint
{
    /// <summary>What an address begins with.</summary>
    public const string Scheme = "unix:";

    /// <summary>Bytes that a path can have: sun_path less its final NUL.</summary>
    public const int LongestPath = 107;

    /// <summary>What people wrote behind <see cref="Scheme"/>.</summary>
    public string Name { get; } = name;

    /// <summary>The absolute path of the socket's file.</summary>
    public string Path { get; } = path;

    /// <inheritdoc/>
    public override AddressFamily AddressFamily => AddressFamily.Unix;

    /// <summary>Whether <paramref name="address"/> is meant to be a Unix address.</summary>
    public static bool Is([NotNullWhen(true)] string? address) => address?.StartsWith(Scheme, StringComparison.Ordinal) == true;

    /// <summary>
    /// What is wrong with the spelling of <paramref name="address"/>; null when nothing is. Where it may lie is decided when it is used.
    /// </summary>
    public static string? ProblemOf(string address)
    {
        var path = address[Scheme.Length..];
        return path.Length == 0 || path.EndsWith('/') ? "Behind unix: belongs the name of a socket, such as unix:lab.sock."
            : path[0] == '@' ? "A name with an at sign is an abstract one, which is no file (unix(7)): SocketLab uses files alone."
            : path.Any(char.IsControl) ? "The name of a socket has no control characters."
            : path.Split('/').Any(part => part is "." or "..") ? "The path of a socket has no '.' or '..' in it."
            : Encoding.UTF8.GetByteCount(path) > LongestPath
                ? $"The path of a socket has {LongestPath} bytes at most: the system's own limit (unix(7))."
            : null;
    }

    /// <summary>The framework's form of the address.</summary>
    public UnixDomainSocketEndPoint ToSystem() => new(Path);

    /// <inheritdoc/>
    public override SocketAddress Serialize() => ToSystem().Serialize();

    /// <inheritdoc/>
    public override EndPoint Create(SocketAddress socketAddress) => ToSystem().Create(socketAddress);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is UnixAddress other && other.Path == Path;

    /// <inheritdoc/>
    public override int GetHashCode() => Path.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Scheme + Name;
}
