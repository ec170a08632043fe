/** How far each person has read each conversation, remembered in this browser. */

const keyOf = (user, conversation) => `playground-read-${user}-${conversation.id}`;

function latestTs(conversation) {
  return conversation.messages.at(-1)?.ts ?? "0";
}

export const readMarks = {
  set(user, conversation) {
    localStorage.setItem(keyOf(user, conversation), latestTs(conversation));
  },

  /** Whether someone else wrote here since; a conversation never opened counts as read so far. */
  isUnread(user, conversation) {
    const mark = localStorage.getItem(keyOf(user, conversation));
    if (mark === null) {
      readMarks.set(user, conversation);
      return false;
    }
    const isNews = ({ ts, user: author }) => Number(ts) > Number(mark) && author !== user;
    return conversation.messages.some(isNews);
  },
};
