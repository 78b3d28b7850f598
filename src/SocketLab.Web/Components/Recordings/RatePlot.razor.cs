using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Components;

namespace SocketLab.Web.Components.Recordings;

/// <summary>Messages over the whole time of a recording, scaled to their own peak.</summary>
public sealed partial class RatePlot
{
    private const double Width = 120;
    private const double Floor = 27;
    private const double Height = 25;

    /// <summary>Messages in each moment, oldest first.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<long> Values { get; set; } = [];

    /// <summary>What it shows, in words.</summary>
    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    /// <inheritdoc/>
    protected override object Shown => (Label, Values.Count, Values.Count > 0 ? (Values[0], Values[^1], Values.Sum()) : default);

    private string Path
    {
        get
        {
            var (path, peak, step) = (new StringBuilder("M0 28"), Math.Max(Values.Max(), 1), Width / Values.Count);
            for (var i = 0; i < Values.Count; i++)
            {
                var y = Floor - (Values[i] * Height / peak);
                path.Append(CultureInfo.InvariantCulture, $"L{i * step:0.##} {y:0.#}H{(i + 1) * step:0.##}");
            }

            return path.Append("V28Z").ToString();
        }
    }
}
