using System.Globalization;
using SocketLab.Core.Transport.Tcp;

namespace SocketLab.Web.ViewState.Connections;

/// <summary>One figure of <c>TCP_INFO</c>, in the units that people think in.</summary>
/// <param name="Name">Its name in the field.</param>
/// <param name="Value">The value; a dash where the kernel does not tell.</param>
/// <param name="Unit">The unit; empty for a plain count.</param>
/// <param name="Meaning">One line.</param>
/// <param name="Exact">The value as the kernel tells it; null where that is what is shown.</param>
public sealed record TcpInfoRow(string Name, string Value, string Unit, string Meaning, string? Exact = null)
{
    private static readonly string[] RateUnits = ["bit/s", "kbit/s", "Mbit/s", "Gbit/s", "Tbit/s"];

    /// <summary>The state, then all figures.</summary>
    public static IReadOnlyList<TcpInfoRow> Of(TcpInfo info) =>
        [
            new("state", info.State, "", "Where our side's system has the connection (RFC 9293, 3.3.2)."),
            .. TcpInfoField.All.Select(field => Of(field, field.Value(info), info)),
        ];

    private static TcpInfoRow Of(TcpInfoField field, long? value, TcpInfo info)
    {
        if (value is not { } known)
        {
            // Newer kernels tell both; then no pacing rate is how they say that nothing limits it.
            var isUnlimited = field.Name == TcpInfoField.PacingRate && info.BytesAcked is not null;
            return new(field.Name, isUnlimited ? "unlimited" : "–", "", field.Meaning);
        }

        var (text, unit) = field.Unit switch
        {
            TcpInfoField.Microseconds => Time(known),
            TcpInfoField.BytesPerSecond => Rate(known),
            var other => (Number(known), other),
        };
        return new(field.Name, text, unit, field.Meaning, unit == field.Unit ? null : $"{Number(known)} {field.Unit}");
    }

    private static (string Value, string Unit) Time(long microseconds) =>
        microseconds switch
        {
            < 1000 => (Number(microseconds), "µs"),
            < 10_000 => (Digits(microseconds / 1e3, 1), "ms"),
            < 10_000_000 => (Digits(microseconds / 1e3, 0), "ms"),
            _ => (Digits(microseconds / 1e6, 1), "s"),
        };

    /// <summary>In bits, as networks are measured.</summary>
    private static (string Value, string Unit) Rate(long bytesPerSecond)
    {
        var (bits, unit) = (bytesPerSecond * 8.0, 0);
        while (bits >= 999.5 && unit < RateUnits.Length - 1)
        {
            (bits, unit) = (bits / 1000, unit + 1);
        }

        return (Digits(bits, unit > 0 && bits < 99.95 ? 1 : 0), RateUnits[unit]);
    }

    private static string Digits(double value, int decimals) =>
        value.ToString(decimals == 0 ? "#,0" : "#,0.0", CultureInfo.InvariantCulture);
}
