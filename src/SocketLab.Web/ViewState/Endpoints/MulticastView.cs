using SocketLab.Core.Addresses;
using SocketLab.Core.Definitions;

namespace SocketLab.Web.ViewState.Endpoints;

/// <summary>The multicast groups of an endpoint.</summary>
/// <param name="CanJoin">Whether it is an endpoint that can join groups.</param>
/// <param name="Rows">The groups.</param>
/// <param name="Sending">How datagrams to groups leave.</param>
public sealed record MulticastView(bool CanJoin, IReadOnlyList<MulticastRow> Rows, string Sending)
{
    /// <summary>For endpoints without groups by their kind.</summary>
    public static MulticastView None { get; } = new(false, [], "");

    /// <summary>The groups of an endpoint with this definition.</summary>
    public static MulticastView Of(EndpointDefinition definition) =>
        !definition.Kind.IsUdp() || definition.IsUnix
            ? None
            : new(
                true,
                [.. definition.Udp.MulticastGroups.Select(text => RowOf(text, definition.Udp.MulticastInterface))],
                DescribeSending(definition.Udp)
            );

    private static MulticastRow RowOf(string text, string? usual)
    {
        if (!MulticastGroup.TryParse(text, out var group, out _))
        {
            return new(text, text, "");
        }

        var from = group.Source is { } source ? $"from {source} only" : "";
        var on = (group.Interface ?? usual) is { } name ? $"on {name}" : "";
        return new(text, group.Address.ToString(), string.Join(", ", new[] { from, on }.Where(part => part.Length > 0)));
    }

    private static string DescribeSending(UdpOptions udp) =>
        "Datagrams to groups: "
        + $"{(udp.MulticastTtl switch { 0 => "this machine only (TTL 0)", 1 => "this network only (TTL 1)", var ttl => $"TTL {ttl}" })}, "
        + $"{(udp.MulticastLoopback ? "heard on this machine too" : "not heard on this machine")}.";
}

/// <summary>One group.</summary>
/// <param name="Text">As the definition has it: what to leave.</param>
/// <param name="Group">The group's address.</param>
/// <param name="How">The only sender that is heard, and where, as far as somebody said.</param>
public sealed record MulticastRow(string Text, string Group, string How);
