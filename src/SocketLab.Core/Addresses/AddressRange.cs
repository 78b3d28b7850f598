using System.Net;
using SocketLab.Core.Numbers;

namespace SocketLab.Core.Addresses;

/// <summary>Reads networks as people write them: <c>10.0.0.0/8</c>, <c>fd00::/8</c>, or one address.</summary>
/// <remarks>
/// The framework's reader also takes <c>10/8</c>, which is 0.0.0.10/8 to it: a list that denies something else than it says.
/// </remarks>
public static class AddressRange
{
    /// <summary>Reads one network. IPv4 inside IPv6 becomes IPv4.</summary>
    public static bool TryParse(string text, out IPNetwork network)
    {
        network = default;
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (!IpLiteral.TryParse(slash < 0 ? text : text[..slash], out var address) || text.Contains('%', StringComparison.Ordinal))
        {
            return false;
        }

        var bits = address.GetAddressBytes().Length * 8;
        var prefix = bits;
        if (slash >= 0 && (!WholeNumber.TryRead(text.AsSpan(slash + 1), out prefix) || prefix > bits))
        {
            return false;
        }

        const int mapped = 96;
        if (address.IsIPv4MappedToIPv6 && prefix >= mapped)
        {
            (address, prefix) = (address.MapToIPv4(), prefix - mapped);
        }

        if (!IsBase(address.GetAddressBytes(), prefix))
        {
            return false;
        }

        network = new IPNetwork(address, prefix);
        return true;
    }

    /// <summary>Whether nothing is set behind the prefix: <c>10.1.0.0/8</c> is a slip, and nobody knows which of the two is.</summary>
    private static bool IsBase(byte[] address, int prefix)
    {
        for (var bit = prefix; bit < address.Length * 8; bit++)
        {
            if ((address[bit / 8] & (0x80 >> (bit % 8))) != 0)
            {
                return false;
            }
        }

        return true;
    }
}
