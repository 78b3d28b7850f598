using System.Security.Cryptography;

namespace SocketLab.Core.Definitions;

/// <summary>Names for what people make: short enough to read out, safe in addresses, and none leads to another.</summary>
public static class OpaqueId
{
    /// <summary>Without what looks like something else: 0, 1, l and o.</summary>
    private const string Alphabet = "abcdefghijkmnpqrstuvwxyz23456789";

    private const int DefaultLength = 10;

    /// <summary>A new id.</summary>
    /// <param name="length">Its characters, of five bits each.</param>
    public static string New(int length = DefaultLength) => RandomNumberGenerator.GetString(Alphabet, length);
}
