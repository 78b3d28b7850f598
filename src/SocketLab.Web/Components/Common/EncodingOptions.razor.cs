using Microsoft.AspNetCore.Components;
using SocketLab.Web.ViewState.Sending;

namespace SocketLab.Web.Components.Common;

/// <summary>All encodings of text, to stand in a choice.</summary>
public partial class EncodingOptions
{
    /// <summary>Nothing in it ever changes.</summary>
    protected override bool ShouldRender() => false;

    private static RenderFragment Options(EncodingGroup group) =>
        builder =>
        {
            foreach (var (encoding, name) in group.Encodings)
            {
                builder.OpenElement(0, "option");
                builder.AddAttribute(1, "value", encoding.ToString());
                builder.AddContent(2, name);
                builder.CloseElement();
            }
        };
}
