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

    /// <summary>Bytes of fixed frames, as written.</summary>
    public string FixedBytes { get; private set; } = "";

    /// <summary>The longest frame, as written.</summary>
    public string MaxFrameBytes { get; private set; } = "";

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
    public void Edit(FramingOptions draft) => Check(draft, FixedBytes, MaxFrameBytes);

    /// <summary>The size of fixed frames was written.</summary>
    public void EditFixed(string text) => Check(Draft, text, MaxFrameBytes);

    /// <summary>The longest frame was written.</summary>
    public void EditLongest(string text) => Check(Draft, FixedBytes, text);

    private void Check(FramingOptions draft, string fixedBytes, string maxFrameBytes)
    {
        var errors = new Dictionary<string, string>();
        (FixedBytes, MaxFrameBytes) = (fixedBytes, maxFrameBytes);
        Draft = draft with { FixedBytes = Number("fixedBytes", fixedBytes), MaxFrameBytes = Number("maxFrameBytes", maxFrameBytes) };
        foreach (var error in FramingCheck.Validate(Draft))
        {
            errors.TryAdd(error.Path[Path.Length..], error.Message);
        }

        Errors = errors;

        int Number(string field, string text)
        {
            if (WholeNumber.TryRead<int>(text.Trim().Replace(",", "", StringComparison.Ordinal), out var number))
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
        FixedBytes = framing.FixedBytes.ToString(CultureInfo.InvariantCulture);
        MaxFrameBytes = framing.MaxFrameBytes.ToString(CultureInfo.InvariantCulture);
        Errors = new Dictionary<string, string>();
    }
}
