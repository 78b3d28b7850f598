using System.Text;
using SocketLab.Contracts;
using SocketLab.Core.Definitions;
using SocketLab.Core.Journal;

namespace SocketLab.Web.Workspace;

/// <summary>The saved payloads: all in memory, each change first in the store.</summary>
internal sealed class PayloadLibrary(SqlitePayloadStore store, TimeProvider time)
{
    /// <summary>How many payloads there may be.</summary>
    public const int MaxPayloads = 1000;

    /// <summary>How long all payloads may be together: the bytes of their <see cref="SavedPayload.Data"/> as UTF-8.</summary>
    public const long MaxBytes = 8 << 20;

    /// <summary>The longest import in bytes: as much as <see cref="MaxBytes"/> takes with every character escaped.</summary>
    public const long MaxImportBytes = 64 << 20;

    private readonly EditQueue _edits = new();
    private volatile IReadOnlyList<StoredPayload> _payloads = [];

    /// <summary>Wakes watchers when a payload comes, goes or changes.</summary>
    public ChangeSignal Changed { get; } = new();

    /// <summary>All payloads, ordered by folder and name.</summary>
    public IReadOnlyList<StoredPayload> List() => _payloads;

    /// <summary>The payload with this id.</summary>
    /// <exception cref="PayloadNotFoundException">There is none.</exception>
    public StoredPayload Get(string id) => _payloads.FirstOrDefault(payload => payload.Id == id) ?? throw new PayloadNotFoundException(id);

    /// <summary>Loads what is stored. Call it once, before anything else.</summary>
    public async Task RestoreAsync(CancellationToken cancellation) => Replace(await store.LoadAsync(cancellation));

    /// <summary>Saves a new payload.</summary>
    /// <exception cref="NameTakenException">Its folder has one of that name.</exception>
    /// <exception cref="LimitReachedException">There are too many, or they are too long together.</exception>
    public Task<StoredPayload> CreateAsync(SavedPayload content, CancellationToken cancellation) =>
        _edits.RunAsync(
            async () =>
            {
                Check(content);
                RefuseTaken(content, except: null);
                var created = new StoredPayload(OpaqueId.New(), content);
                StoredPayload[] all = [.. _payloads, created];
                CheckLimits(all);
                await store.SaveAsync([created], cancellation);
                Replace(all);
                return created;
            },
            cancellation
        );

    /// <summary>Changes a payload.</summary>
    /// <param name="id">The payload's id.</param>
    /// <param name="change">Makes the new content of the present one.</param>
    /// <param name="cancellation">Cancels the wait for other edits.</param>
    public Task<StoredPayload> UpdateAsync(string id, Func<SavedPayload, SavedPayload> change, CancellationToken cancellation) =>
        _edits.RunAsync(
            async () =>
            {
                var changed = new StoredPayload(id, change(Get(id).Content));
                Check(changed.Content);
                RefuseTaken(changed.Content, except: id);
                StoredPayload[] all = [.. _payloads.Select(payload => payload.Id == id ? changed : payload)];
                CheckLimits(all);
                await store.SaveAsync([changed], cancellation);
                Replace(all);
                return changed;
            },
            cancellation
        );

    /// <summary>Removes a payload.</summary>
    public Task DeleteAsync(string id, CancellationToken cancellation) =>
        _edits.RunAsync(
            async () =>
            {
                var gone = Get(id);
                await store.DeleteAsync(id, cancellation);
                Replace([.. _payloads.Where(payload => payload.Id != id)]);
                return gone;
            },
            cancellation
        );

    /// <summary>
    /// Adds what a file holds, all of it or nothing. Nothing that is there is changed: the same payload is skipped, another of the same
    /// name gets a new one.
    /// </summary>
    public Task<ImportCounts> ImportAsync(IReadOnlyList<SavedPayload> file, CancellationToken cancellation) =>
        _edits.RunAsync(
            async () =>
            {
                var errors = new DefinitionErrors();
                errors.AddRange(file.SelectMany((payload, i) => SavedPayloadRules.Check(payload, At(i))));
                if (errors.List.Count > 0)
                {
                    throw new InvalidPayloadException(errors.List);
                }

                if (file.Any(payload => payload.Data.Length > MaxBytes))
                {
                    // It could never be kept, and making bytes of it would cost more than the file.
                    throw new LimitReachedException("PayloadBytes", MaxBytes);
                }

                for (var i = 0; i < file.Count; i++)
                {
                    SavedPayloadRules.CheckBytes(file[i], time, At(i));
                }

                var merge = new NamedMerge<SavedPayload>(
                    _payloads.Select(payload => payload.Content),
                    payload => (payload.Folder, payload.Name),
                    (payload, name) => payload with { Name = name },
                    SavedPayloadRules.MaxNameLength
                );
                StoredPayload[] added =
                [
                    .. file.Select(merge.Add).OfType<SavedPayload>().Select(content => new StoredPayload(OpaqueId.New(), content)),
                ];
                StoredPayload[] all = [.. _payloads, .. added];
                CheckLimits(all);
                if (added.Length > 0)
                {
                    await store.SaveAsync(added, cancellation);
                    Replace(all);
                }

                return new ImportCounts(added.Length, merge.Renamed, file.Count - added.Length);
            },
            cancellation
        );

    private static string At(int index) => $"$.payloads[{index}]";

    private static void CheckLimits(StoredPayload[] all)
    {
        if (all.Length > MaxPayloads)
        {
            throw new LimitReachedException("Payloads", MaxPayloads);
        }

        if (all.Sum(payload => (long)Encoding.UTF8.GetByteCount(payload.Content.Data)) > MaxBytes)
        {
            throw new LimitReachedException("PayloadBytes", MaxBytes);
        }
    }

    private void Check(SavedPayload content)
    {
        DefinitionError[] errors = [.. SavedPayloadRules.Check(content)];
        if (errors.Length > 0)
        {
            throw new InvalidPayloadException(errors);
        }

        SavedPayloadRules.CheckBytes(content, time);
    }

    private void RefuseTaken(SavedPayload content, string? except)
    {
        if (_payloads.Any(other => other.Id != except && other.Content.Folder == content.Folder && other.Content.Name == content.Name))
        {
            throw new NameTakenException(
                content.Folder.Length == 0
                    ? $"There is a payload '{content.Name}' already."
                    : $"There is a payload '{content.Name}' in {content.Folder} already.",
                "Choose another name, or another folder."
            );
        }
    }

    private void Replace(IReadOnlyList<StoredPayload> payloads)
    {
        _payloads =
        [
            .. payloads
                .OrderBy(payload => payload.Content.Folder, StringComparer.Ordinal)
                .ThenBy(payload => payload.Content.Name, StringComparer.Ordinal),
        ];
        Changed.Set();
    }
}
