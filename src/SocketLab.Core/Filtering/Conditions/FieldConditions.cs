using SocketLab.Core.Addresses;

namespace SocketLab.Core.Filtering.Conditions;

/// <summary>Whether a field is one of some words.</summary>
internal sealed class ChoiceCondition : EntryCondition
{
    private readonly FilterField _field;
    private readonly ulong _mask;

    /// <summary>Makes the test of the words' numbers.</summary>
    public ChoiceCondition(FilterField field, FilterOperator operation, IEnumerable<int> choices)
    {
        var mask = choices.Aggregate(0UL, (sum, choice) => sum | (1UL << choice));
        (_field, _mask) = (field, operation == FilterOperator.NotEqual ? ~mask : mask);
    }

    /// <inheritdoc/>
    public override int Cost => 1;

    /// <inheritdoc/>
    public override bool Matches(in EntryFacts facts) => facts.TryReadChoice(_field, out var choice) && (_mask & (1UL << choice)) != 0;
}

/// <summary>Whether an entry is of one of some connections.</summary>
/// <param name="connections">Ids, or numbers, which are the lower half of an id.</param>
/// <param name="negate">Whether it is of any other.</param>
internal sealed class ConnectionCondition((long Value, bool IsNumber)[] connections, bool negate) : EntryCondition
{
    /// <inheritdoc/>
    public override int Cost => 1;

    /// <inheritdoc/>
    public override bool Matches(in EntryFacts facts)
    {
        var id = facts.Connection;
        return !id.IsNone && Array.Exists(connections, one => one.Value == (one.IsNumber ? id.Number : id.Value)) != negate;
    }
}

/// <summary>An address, a network, or the name of a Unix socket.</summary>
/// <param name="Network">Its first address.</param>
/// <param name="Prefix">How many of its bits count.</param>
/// <param name="Unix">The name of a Unix socket, with <c>unix:</c>; null for the others.</param>
internal readonly record struct AddressRangeTest(PeerAddress Network, int Prefix, string? Unix)
{
    /// <summary>One address.</summary>
    public static AddressRangeTest Of(System.Net.IPAddress address) =>
        new(PeerAddress.From(new System.Net.IPEndPoint(address, 0)), address.GetAddressBytes().Length * 8, null);

    /// <summary>Whether an address is this, or is in it.</summary>
    public bool Has(PeerAddress address) => Unix is null ? address.IsWithin(Network, Prefix) : address.IsUnix && address.Address == Unix;
}

/// <summary>Compares an address of an entry.</summary>
internal sealed class AddressCondition(FilterField field, AddressRangeTest[] ranges, bool negate) : EntryCondition
{
    /// <inheritdoc/>
    public override int Cost => 1;

    /// <inheritdoc/>
    public override bool Matches(in EntryFacts facts)
    {
        var address = field == FilterField.PeerAddress ? facts.Header.Peer : facts.Local;
        return !address.IsNone && IsIn(address) != negate;
    }

    private bool IsIn(PeerAddress address)
    {
        foreach (var range in ranges)
        {
            if (range.Has(address))
            {
                return true;
            }
        }

        return false;
    }
}
