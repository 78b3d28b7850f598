using System.Globalization;
using SocketLab.Core.Payloads.Comparing;
using SocketLab.Core.Payloads.Reading;
using SocketLab.Web.ViewState.Bytes;

namespace SocketLab.Web.ViewState.Comparing;

/// <summary>What a field does from message to message, ready to show.</summary>
/// <param name="Place">Its bytes, by position.</param>
/// <param name="Selection">The same, with the type of a counter, so that it can be selected and named.</param>
/// <param name="Change">What it does.</param>
/// <param name="Words">The same in words, with its values.</param>
public sealed record ChangeRow(string Place, ByteSelection Selection, ByteChange Change, string Words)
{
    /// <summary>More bytes of a constant are not read by anybody.</summary>
    private const int ShownBytes = 16;

    /// <summary>A sign that says the same as the colour.</summary>
    public string Sign =>
        Change switch
        {
            ByteChange.Constant => "=",
            ByteChange.Counting => "↗",
            _ => "≠",
        };

    /// <summary>The row of a field.</summary>
    /// <param name="field">The field.</param>
    /// <param name="messages">How many messages were looked at.</param>
    public static ChangeRow Of(ByteField field, int messages)
    {
        var place = field.Length == 1 ? Number(field.Start) : $"{Number(field.Start)}–{Number(field.Start + field.Length - 1)}";
        var few = field.Messages < messages ? $", in {Number(field.Messages)} of {Number(messages)} messages" : "";
        return new(place, new(field.Start, field.Length) { Type = TypeOf(field) }, field.Change, Describe(field) + few);
    }

    private static string? TypeOf(ByteField field) =>
        field.Change == ByteChange.Constant ? null
        : field.Length == 1 ? "u8"
        : string.Create(CultureInfo.InvariantCulture, $"u{field.Length * 8}{(field.IsLittleEndian ? "le" : "be")}");

    private static string Describe(ByteField field) =>
        field.Change switch
        {
            ByteChange.Constant => "constant " + Hex(field.First),
            ByteChange.Counting => Counting(field),
            _ when field.Values.Count > 0 => "one of " + string.Join(", ", field.Values.Select(value => Hex([value]))),
            _ => $"{Number(field.ValueCount)} values, {Hex([field.Least])} to {Hex([field.Greatest])}",
        };

    private static string Counting(ByteField field)
    {
        var way = field.Step > 0 ? "counts up" : "counts down";
        var jumps = field.Jumps == 0 ? "" : $", with {Number(field.Jumps)} {(field.Jumps == 1 ? "jump" : "jumps")}";
        return $"{way} by {Number(Math.Abs((double)field.Step))}, from {Hex(field.First)}{jumps}";
    }

    private static string Hex(byte[] bytes) =>
        ByteLiterals.Hex(bytes.AsSpan(0, Math.Min(bytes.Length, ShownBytes))) + (bytes.Length > ShownBytes ? " …" : "");

    private static string Number(double value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
