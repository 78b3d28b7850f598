using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using MudBlazor;
using SocketLab.Contracts;
using SocketLab.Core.Payloads;
using SocketLab.Web.Commands;
using SocketLab.Web.Components.Common;
using SocketLab.Web.ViewState.Sending;
using SocketLab.Web.Workspace;

namespace SocketLab.Web.Components.Sending;

/// <summary>What was sent before, and what is kept: to be used again, kept, renamed, deleted and imported.</summary>
public sealed partial class PayloadMenus
{
    /// <summary>Others send and keep payloads, too.</summary>
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(500);

    /// <summary>What is being written, to be kept.</summary>
    [Parameter, EditorRequired]
    public ComposerState State { get; set; } = default!;

    /// <summary>The person who looks at it, and their right.</summary>
    [Parameter, EditorRequired]
    public Caller Caller { get; set; } = default!;

    /// <summary>A payload is to be written in the composer.</summary>
    [Parameter]
    public EventCallback<PayloadText> OnLoad { get; set; }

    /// <inheritdoc/>
    protected override object Shown => (History.List(), Library.List(), CanSave);

    [Inject]
    private PayloadCommands Commands { get; set; } = default!;

    [Inject]
    private PayloadLibrary Library { get; set; } = default!;

    [Inject]
    private PayloadHistory History { get; set; } = default!;

    [Inject]
    private FileUploads Uploads { get; set; } = default!;

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    [Inject]
    private Prompts Prompts { get; set; } = default!;

    private bool CanOperate => Caller.CanOperate;

    private bool CanSave => State.Error is null && !State.UsesFile;

    /// <inheritdoc/>
    protected override Task WatchAsync() => PullAsync(signal: null, Tick, Tick, () => { });

    private async Task ForgetAsync()
    {
        const string question = "The history of payloads will be empty, in every browser. What is saved stays.";
        if (CanOperate && await Prompts.ConfirmAsync("Forget what was sent?", question, "Forget"))
        {
            await Prompts.TryAsync(() => Commands.ClearHistoryAsync(Caller));
        }
    }

    private async Task SaveAsAsync()
    {
        if (CanOperate)
        {
            var content = SavedPayload.From(State.Written, "", "");
            await PayloadDialog.ShowAsync(Dialogs, "Save the payload", content, named => Commands.CreateAsync(Caller, named));
        }
    }

    private async Task EditAsync(StoredPayload saved)
    {
        if (CanOperate)
        {
            await PayloadDialog.ShowAsync(Dialogs, $"Rename “{VisibleText.Name(saved.Content.Name)}”", saved.Content, named =>
                RenameAsync(saved, named)
            );
        }
    }

    private Task<StoredPayload> RenameAsync(StoredPayload saved, SavedPayload named) =>
        Commands.ChangeAsync(Caller, saved.Id, now =>
            now with
            {
                Name = named.Name,
                Folder = named.Folder,
                Description = named.Description,
            }
        );

    private async Task DeleteAsync(StoredPayload saved)
    {
        var question = $"“{VisibleText.Name(saved.Content.Name)}” will be gone, in every browser.";
        if (CanOperate && await Prompts.ConfirmAsync("Delete the payload?", question, "Delete"))
        {
            await Prompts.TryAsync(() => Commands.DeleteAsync(Caller, saved.Id));
        }
    }

    /// <summary>The browser posts the file to the API: one way of reading such files is enough.</summary>
    private async Task ImportAsync(InputFileChangeEventArgs change)
    {
        if (!CanOperate || change.FileCount == 0)
        {
            return;
        }

        var answer = await Uploads.PostAsync(SavedMenu.InputId, "api/payloads/import", "application/json");
        if (answer.IsOk)
        {
            Prompts.Tell(
                $"{answer["imported"]} imported, {answer["renamed"]} of them under another name; {answer["skipped"]} were here already."
            );
        }
        else
        {
            Prompts.Tell($"Nothing was imported. {answer.Refusal}", Severity.Error);
        }
    }
}
