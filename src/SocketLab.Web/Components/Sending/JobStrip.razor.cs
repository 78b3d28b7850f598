using System.Globalization;
using Microsoft.AspNetCore.Components;
using SocketLab.Web.ViewState.Sending;

namespace SocketLab.Web.Components.Sending;

/// <summary>What goes out by itself: the endpoint's jobs and a file, a line each, and how the last ones ended.</summary>
public partial class JobStrip
{
    /// <summary>The jobs of the endpoint.</summary>
    [Parameter]
    public IReadOnlyList<JobLine> Jobs { get; set; } = [];

    /// <summary>The file; null for none.</summary>
    [Parameter]
    public UploadLine? Upload { get; set; }

    /// <summary>Pause a job, or let it go on.</summary>
    [Parameter]
    public EventCallback<string> OnPause { get; set; }

    /// <summary>A job is to be cancelled.</summary>
    [Parameter]
    public EventCallback<string> OnCancel { get; set; }

    /// <summary>Put an ended job away.</summary>
    [Parameter]
    public EventCallback<string> OnDismiss { get; set; }

    /// <summary>The upload is to be cancelled.</summary>
    [Parameter]
    public EventCallback OnCancelUpload { get; set; }

    /// <summary>Put the file's result away.</summary>
    [Parameter]
    public EventCallback OnDismissUpload { get; set; }

    private static string Share(double fraction) => fraction.ToString("0.###", CultureInfo.InvariantCulture);
}
