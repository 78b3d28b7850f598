using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace SocketLab.Web.Access;

/// <summary>The tokens of this run: from the settings, or a random one for the operator. Only hashes are compared.</summary>
internal sealed class AccessTokens
{
    private readonly byte[] _operator;
    private readonly byte[]? _viewer;

    public AccessTokens(IOptions<AccessOptions> options)
    {
        var token = options.Value.OperatorToken ?? (Generated = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32)));
        _operator = Hash(token);
        _viewer = options.Value.ViewerToken is { } viewer ? Hash(viewer) : null;
    }

    /// <summary>The random operator token, for the console alone; null when the settings have one.</summary>
    public string? Generated { get; }

    /// <summary>The role that a token gives, or null. Takes the same time whatever the token is, and however much of it is right.</summary>
    public string? RoleOf(string presented)
    {
        var hash = Hash(presented);
        var isOperator = CryptographicOperations.FixedTimeEquals(hash, _operator);
        var isViewer = CryptographicOperations.FixedTimeEquals(hash, _viewer ?? new byte[hash.Length]) & _viewer is not null;
        return isOperator ? Roles.Operator
            : isViewer ? Roles.Viewer
            : null;
    }

    /// <summary>What a cookie remembers of its token, so that it ends when the token does. Null: there is no such token now.</summary>
    public string? StampOf(string? role)
    {
        var hash =
            role == Roles.Operator ? _operator
            : role == Roles.Viewer ? _viewer
            : null;
        // Hashed once more: who reads a cookie's stamp must not hold what tokens are compared with.
        return hash is null ? null : Convert.ToHexStringLower(SHA256.HashData(hash).AsSpan(0, 16));
    }

    private static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
