using System.Text.Json;

namespace SocketLab.Core.Dissecting;

/// <summary>Reads sharkd's list of packets.</summary>
internal static class DissectedRows
{
    /// <summary>What it says of each packet, by number.</summary>
    /// <exception cref="DissectorException">It is no such list.</exception>
    public static IReadOnlyDictionary<long, DissectedSummary> Read(JsonElement frames)
    {
        try
        {
            return frames.EnumerateArray().ToDictionary(row => row.GetProperty("num").GetInt64(), row => Summary(row.GetProperty("c")));
        }
        catch (Exception error) when (error is InvalidOperationException or FormatException or KeyNotFoundException or ArgumentException)
        {
            throw new DissectorException(DissectorFault.Failed);
        }
    }

    private static DissectedSummary Summary(JsonElement columns) =>
        new(columns[0].GetString() ?? "", columns.GetArrayLength() > 1 ? columns[1].GetString() ?? "" : "");
}
