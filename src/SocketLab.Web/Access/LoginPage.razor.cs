using Microsoft.AspNetCore.Components;

namespace SocketLab.Web.Access;

/// <summary>The whole page, without a script: it works before anybody is let in, and where Blazor does not.</summary>
public sealed partial class LoginPage
{
    [Parameter]
    public string? PathBase { get; set; }

    /// <summary>What went wrong, in a person's words.</summary>
    [Parameter]
    public string? Message { get; set; }

    /// <summary>A local path; <see cref="Access.ReturnUrl"/> has seen to it.</summary>
    [Parameter, EditorRequired]
    public required string ReturnUrl { get; set; }

    [Parameter]
    public bool IsViewer { get; set; }

    [Parameter, EditorRequired]
    public required string FormField { get; set; }

    [Parameter]
    public string? FormToken { get; set; }

    private string At(string path) => PathBase + path;
}
