using Microsoft.AspNetCore.Components;
using MudBlazor;
using SocketLab.Contracts;
using SocketLab.Core.Definitions;
using SocketLab.Web.Commands;
using SocketLab.Web.Components.Common;
using SocketLab.Web.Workspace;

namespace SocketLab.Web.Components.Sending;

/// <summary>Under which name and where a payload is kept.</summary>
public partial class PayloadDialog
{
    private const string NamePath = "$.name";
    private const string FolderPath = "$.folder";
    private const string DescriptionPath = "$.description";

    private string _name = "";
    private string _folder = "";
    private string _description = "";
    private IReadOnlyList<DefinitionError> _errors = [];
    private string? _problem;
    private bool _saving;

    /// <summary>What the dialog is headed.</summary>
    [Parameter]
    public string Title { get; set; } = "";

    /// <summary>What is kept so far.</summary>
    [Parameter, EditorRequired]
    public SavedPayload Content { get; set; } = default!;

    /// <summary>Keeps it; throws what the library throws.</summary>
    [Parameter, EditorRequired]
    public Func<SavedPayload, Task> Save { get; set; } = default!;

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = default!;

    /// <summary>Opens it and returns once it is done.</summary>
    public static async Task ShowAsync(IDialogService dialogs, string title, SavedPayload content, Func<SavedPayload, Task> save)
    {
        var parameters = new DialogParameters<PayloadDialog>
        {
            { d => d.Title, title },
            { d => d.Content, content },
            { d => d.Save, save },
        };
        var dialog = await dialogs.ShowAsync<PayloadDialog>(null, parameters, DialogShape.Of(MaxWidth.ExtraSmall));
        await dialog.Result;
    }

    /// <inheritdoc/>
    protected override void OnInitialized() => (_name, _folder, _description) = (Content.Name, Content.Folder, Content.Description);

    private async Task SaveAsync()
    {
        if (_saving)
        {
            return;
        }

        _saving = true;
        try
        {
            await Save(Content with { Name = _name.Trim(), Folder = _folder.Trim().Trim('/'), Description = _description.Trim() });
            Dialog.Close();
        }
        catch (InvalidPayloadException error)
        {
            (_errors, _problem) = (error.Errors, null);
        }
        catch (Exception error) when (Refusal.From(error)?.Text is { } text)
        {
            (_errors, _problem) = ([], text);
        }
        finally
        {
            _saving = false;
        }
    }

    private string Invalid(string path) => Has(path) ? "true" : "false";

    private bool Has(string path) => _errors.Any(error => error.Path == path);

    private string? Text(string path) => _errors.FirstOrDefault(error => error.Path == path)?.Message;
}
