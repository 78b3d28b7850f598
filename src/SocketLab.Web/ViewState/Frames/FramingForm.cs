using System.Globalization;
using SocketLab.Core.Definitions;
using SocketLab.Core.Numbers;

namespace SocketLab.Web.ViewState.Frames;

/// <summary>The framing of an endpoint as a person changes it while they look at its frames: what is right takes effect at once.</summary>
public sealed class FramingForm
{
    private const string Path = "$.tcp.framing.";

    private FramingOptions _base;

    /// <summary>A form that starts from <paramref name="framing"/>.</summary>
    public FramingForm(FramingOptions framing) => Load(_base = framing);

    /// <summary>What was edited last, as far as it is a framing at all.</summary>
    public FramingOptions Draft { get; private set; } = new();

    /// <summary>The numbers, as written.</summary>
    public FramingNumbers Numbers { get; private set; } = FramingNumbers.Of(new());

    /// <summary>The protocol that the framing is the one of; null when it is none's.</summary>
    public FramingPreset? Preset => FramingPreset.Of(Draft);

    /// <summary>What is wrong, by the field's name in the API.</summary>
    public IReadOnlyDictionary<string, string> Errors { get; private set; } = new Dictionary<string, string>();

    /// <summary>Whether something was edited that can take effect.</summary>
    public bool IsReady => Errors.Count == 0 && Draft != _base;

    /// <summary>Takes what the endpoint has now, unless somebody is in the middle of an edit.</summary>
    public void Refresh(FramingOptions framing)
    {
        if (framing == _base)
        {
            return;
        }

        if (Draft == _base || Draft == framing)
        {
            Load(framing);
        }

        _base = framing;
    }

    /// <summary>Takes the edits back.</summary>
    public void Undo() => Load(_base);

    /// <summary>Something was chosen or written.</summary>
    public void Edit(FramingOptions draft) => Check(draft, Numbers);

    /// <summary>A number was written.</summary>
    public void Edit(FramingNumbers numbers) => Check(Draft, numbers);

    /// <summary>A protocol was chosen.</summary>
    public void Choose(FramingPreset preset)
    {
        var framing = preset.ApplyTo(Draft);
        Check(framing, FramingNumbers.Of(framing) with { MaxFrameBytes = Numbers.MaxFrameBytes });
    }

    private void Check(FramingOptions draft, FramingNumbers numbers)
    {
        var errors = new Dictionary<string, string>();
        Numbers = numbers;
        Draft = draft with
        {
            FixedBytes = Number("fixedBytes", numbers.FixedBytes),
            LengthOffset = Number("lengthOffset", numbers.LengthOffset),
            LengthAddend = Number("lengthAddend", numbers.LengthAddend),
            MaxFrameBytes = Number("maxFrameBytes", numbers.MaxFrameBytes),
        };
        foreach (var error in FramingCheck.Validate(Draft))
        {
            errors.TryAdd(error.Path[Path.Length..], error.Message);
        }

        Errors = errors;

        int Number(string field, string text)
        {
            if (WholeNumber.TryReadSigned<int>(text.Trim().Replace(",", "", StringComparison.Ordinal), out var number))
            {
                return number;
            }

            errors[field] = "Write a whole number of bytes.";
            return 0;
        }
    }

    private void Load(FramingOptions framing)
    {
        Draft = framing;
        Numbers = FramingNumbers.Of(framing);
        Errors = new Dictionary<string, string>();
    }
}

/// <summary>The numbers of a framing as a person writes them.</summary>
/// <param name="FixedBytes">Bytes of fixed frames.</param>
/// <param name="LengthOffset">Bytes before the length field.</param>
/// <param name="LengthAddend">Bytes to add to the length.</param>
/// <param name="MaxFrameBytes">The longest frame.</param>
public sealed record FramingNumbers(string FixedBytes, string LengthOffset, string LengthAddend, string MaxFrameBytes)
{
    /// <summary>The numbers of a framing.</summary>
    public static FramingNumbers Of(FramingOptions framing) =>
        new(Text(framing.FixedBytes), Text(framing.LengthOffset), Text(framing.LengthAddend), Text(framing.MaxFrameBytes));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
