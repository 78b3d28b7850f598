using System.Text.Json;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using MudBlazor;
using SocketLab.Contracts;
using SocketLab.Contracts.Serialization;
using SocketLab.Core.Payloads;
using SocketLab.Web.Commands;
using SocketLab.Web.Components.Common;
using SocketLab.Web.Components.Sending;

namespace SocketLab.Web.Components.Layout;

/// <summary>All that is saved as one file, out and in.</summary>
public sealed partial class WorkspaceDialog
{
    private const string InputId = "workspace-file";

    private IReadOnlyList<string> _notes = [];
    private bool _withKeys;
    private string? _result;
    private string? _problem;

    /// <summary>The person who looks at it, and their right.</summary>
    [Parameter, EditorRequired]
    public Caller Caller { get; set; } = default!;

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = default!;

    [Inject]
    private FileUploads Uploads { get; set; } = default!;

    /// <summary>Opens it and returns once it is closed.</summary>
    public static async Task ShowAsync(IDialogService dialogs, Caller caller)
    {
        var parameters = new DialogParameters<WorkspaceDialog> { { d => d.Caller, caller } };
        var dialog = await dialogs.ShowAsync<WorkspaceDialog>(null, parameters, DialogShape.Of(MaxWidth.Small));
        await dialog.Result;
    }

    /// <summary>The browser posts the file to the API, which asks for the right itself.</summary>
    private async Task TakeInAsync(InputFileChangeEventArgs change)
    {
        (_result, _problem, _notes) = (null, null, []);
        if (change.FileCount == 0)
        {
            return;
        }

        var answer = await Uploads.PostAsync(InputId, "api/workspace", "application/json");
        if (!answer.IsOk)
        {
            _problem = VisibleText.Sentence(answer.Explanation);
            return;
        }

        var done = JsonSerializer.Deserialize<WorkspaceImport>(answer.Body, ContractJson.AnswerOptions)!;
        _notes = done.Notes;
        _result =
            $"Added: {Counted(done.Endpoints, "endpoint")}, {Counted(done.Payloads.Imported, "payload")}, "
            + $"{Counted(done.Filters.Imported, "filter")}, {Counted(done.Certificates, "certificate")}. There already: "
            + $"{Number(done.EndpointsSkipped + done.Payloads.Skipped + done.Filters.Skipped + done.CertificatesSkipped)}.";
    }
}
